"""Papers over a cluster's figures: composed once as records, then shown as page, PDF or table. Pure."""
