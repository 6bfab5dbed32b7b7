"""An Office file without the time at which it was written, so that the same content is the same bytes."""

import io
import re
import zipfile

TIME, ZIP_TIME = b"2000-01-01T00:00:00Z", (2000, 1, 1, 0, 0, 0)


def without_time(data: bytes) -> bytes:
    """The file written anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>" + TIME, content)
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # the same on Windows and elsewhere
            new.writestr(member, content)
    return out.getvalue()
