"""The writers of the samples, for tests: forms in plain text as Word or Excel files."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

# Loaded by its place, for a package of the same name may be installed.
_spec = spec_from_file_location("samples_build", Path(__file__).parents[1] / "samples" / "build.py")
assert _spec is not None
assert _spec.loader is not None
samples = sys.modules["samples_build"] = module_from_spec(_spec)
_spec.loader.exec_module(samples)

write_docx, write_xlsx, build = samples.write_docx, samples.write_xlsx, samples.build
