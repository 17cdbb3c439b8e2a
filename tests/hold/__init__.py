"""The catalogue of faults and attacks, and what proves that the product withstands each."""
