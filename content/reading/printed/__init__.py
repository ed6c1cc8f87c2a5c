"""How text stands on the page: columns side by side, lines broken or run together, labels at their beginning."""
