"""Digital post: zips of papers to a distributor, receipts back. The form is Nets Share's (ADR 0037)."""
