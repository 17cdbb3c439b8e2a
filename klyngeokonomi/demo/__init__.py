"""A fictitious year of six clusters, made through the product's own actions. Nobody and nothing in it exists."""
