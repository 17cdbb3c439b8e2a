"""What a paper looks like, and how the few that may look the same are found (ADR 0026).

Two looks at most four bits apart agree in one of five parts at least: those parts are what is indexed.
"""

from django.db import migrations, models

FUNCTION = """
CREATE OR REPLACE FUNCTION documents_look_parts(look bigint) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN ARRAY[
    (look & 8191)::integer,
    8192 + ((look >> 13) & 8191)::integer,
    16384 + ((look >> 26) & 8191)::integer,
    24576 + ((look >> 39) & 8191)::integer,
    32768 + ((look >> 52) & 4095)::integer
]
"""
INDEX = """
CREATE INDEX CONCURRENTLY IF NOT EXISTS documents_document_look
ON documents_document USING gin (documents_look_parts(look)) WHERE look IS NOT NULL
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("documents", "0002_virus_scan")]
    operations = [
        migrations.AddField(
            model_name="document",
            name="look",
            field=models.BigIntegerField(
                blank=True,
                help_text="64 bit, som næsten er ens for det samme billede i anden størrelse eller kvalitet.",
                null=True,
                verbose_name="udseende",
            ),
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION IF EXISTS documents_look_parts(bigint)"),
        migrations.RunSQL(INDEX, "DROP INDEX CONCURRENTLY IF EXISTS documents_document_look"),
    ]
