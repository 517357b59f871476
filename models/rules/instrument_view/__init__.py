"""The instruments of a year as documents: made of one reading of the plan, so that none can say other than the rest.

`reading` has what was read, `build` makes the document of one instrument, `readiness` finds what keeps a year from
being formalized. Screens and workbooks show the same document.
"""
