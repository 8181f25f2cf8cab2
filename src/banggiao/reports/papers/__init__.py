"""Makes a report's content into papers: Word, PDF, Excel, JSON."""
