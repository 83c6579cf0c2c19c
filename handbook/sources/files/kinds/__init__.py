"""What each kind of fact must look like, with a Dutch sentence for every way to get it wrong."""
