"""What goes onto paper: laid out in points, painted on any paged device, saved as PDF. QtGui only, no widget."""
