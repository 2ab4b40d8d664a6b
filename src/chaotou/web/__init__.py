"""The roof: settings, addresses, menu. It wires everything and decides nothing."""
