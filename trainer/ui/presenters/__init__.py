"""One presenter per page: a QObject parented to its page that calls the desk and says what came of it; no widgets, no words."""
