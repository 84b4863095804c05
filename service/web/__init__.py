"""The pages, the feed and the API over HTTP."""
