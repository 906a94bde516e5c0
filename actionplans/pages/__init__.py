"""What pages show beyond single models: tables, histories, lists, numbers, prepared for templates. Reads only."""
