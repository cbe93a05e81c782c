"""Three users, through the real application in processes of their own, with the network shut."""
