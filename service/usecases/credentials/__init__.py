"""The secrets that open something: sign-in links, the sessions they begin, and feed links."""
