"""A backup is a folder: the database's dump, the papers' files, and a manifest that knows both to the byte.

    FOLDER/database.dump       pg_dump's own format, with grants, triggers and functions
    FOLDER/documents/<id>/…    as under DOCUMENT_ROOT
    FOLDER/manifest.json       SHA-256 of every file, and every guard the database had (guards.py)

A folder without a manifest is an unfinished backup. What is not in it: the keys of the environment.
"""
