"""Which sessions a week of training needs."""
