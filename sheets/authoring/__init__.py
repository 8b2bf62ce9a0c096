"""A rule set as a workbook that people write: out with every column explained, in with every fault named."""
