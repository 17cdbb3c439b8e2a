"""The whole product on servers of its own, which a drill may crash: nobody else's data lies there."""
