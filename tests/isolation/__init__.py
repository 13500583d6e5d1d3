"""The proof that no town sees another. docs/tenancy.md says what is promised.

| module | its one thought |
|---|---|
| `addresses` | walks the resolver: every address there is |
| `classification` | who may ask for it, as data; somebody has looked at each |
| `birds` | texts that tell whose they are: canaries |
| `streams` | a stream with one block of every kind |
| `world` | two towns and the centre, a row in every table, a bird in every text |
| `arguments` | gives an address the keys of one owner's things |
| `forms` | fills in what the page itself sends, and forges keys |
| `forgeries` | a visitor's own form with one foreign key in it, field by field |
| `cases` | the product of address, visitor, method and owner; and its pairwise selection |
| `borders` | what a request may not show and not change |
| `door` | sends a request as a visitor's browser would |
| `runner` | asks one case and names what crossed a border |
| `sharing` | which part of the work goes to which process |
| `summary` | the counts at the end of a run |
| `guards` | what keeps the borders, each with the cases that notice when it is gone |
"""
