"""The service's own work in the background: which jobs there are, and what runs them."""
