"""What the dashboard asks: every figure is one that is stored, or the roll-up that the consolidation prints too."""
