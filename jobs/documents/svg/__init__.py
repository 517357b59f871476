"""Charts drawn by ourselves as SVG: for PDF and Word as pictures, and for pages as they are."""
