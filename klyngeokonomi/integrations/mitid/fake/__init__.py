"""A MitID broker to develop and test against: its own process, real HTTP, invented people only.

It speaks as the Nets eID Broker under /op and as Idura under /idura, and can be told to speak wrongly,
one sign-in at a time, so that every defect we refuse is tried over the wire.
"""
