"""Every printed or exported form of a plan, made from its plan document alone; no Django, no database."""
