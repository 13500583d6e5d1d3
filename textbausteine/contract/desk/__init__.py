"""The admin's pages about the contract: changes and decisions, proposals, the centre's overview."""
