"""What every room needs that writes papers: Word by a template, tables in Word, PDF from Word."""
