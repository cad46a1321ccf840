"""Many pages: readers of what crawlers write, writers of tables and files, and the run between them that can be resumed."""
