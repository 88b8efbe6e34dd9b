"""The V1-V2 network, published architectures, and how to look at them without changing them."""
