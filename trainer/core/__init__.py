"""What training is: events and their fold, units, policies, marks. No Qt, no SQL, no clock, no bank file."""
