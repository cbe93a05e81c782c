"""Vejvis: training for frontline workers on noticing, talking about and referring possible human trafficking."""
