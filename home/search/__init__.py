"""Search over everything a town's visitors may read: pages, news, entries, events, texts, files."""
