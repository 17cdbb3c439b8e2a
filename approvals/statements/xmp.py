"""What a PDF says of itself in XMP, where it is both archivable and accessible. Pure.

PDF/A asks that a property of another schema, as PDF/UA's own mark is, be described in the file (ISO 19005-3, 6.6.2.3).
"""

END = b"</rdf:RDF>"
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class NoMetadata(Exception):
    """The file says nothing of itself, and nothing can be added to it."""


def with_pdf_ua(metadata: bytes) -> bytes:
    """The metadata of a file, with the mark of PDF/UA-1 and its description added to it. Raises NoMetadata."""
    before, end, after = metadata.rpartition(END)
    if not end:
        raise NoMetadata("the metadata holds no RDF")
    return before + PDF_UA + end + after
