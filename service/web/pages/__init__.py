"""The pages of somebody who is planned for."""
