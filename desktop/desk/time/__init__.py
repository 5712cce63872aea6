"""Over time: how many highlights there are of each month, by tag, speaker and outlet."""
