"""A bank that answers: takes pain.001 from a folder or over SFTP, writes pain.002 and camt.053. Development only."""
