"""Documents into the library: walk, read, decode, clean, store.

In: paths. Out: progress, by time, and at the end a report. `importing` drives it: `walk` finds
documents, `preparing` makes one ready (pure), `crew` has that done in worker processes; only this
process writes. What is reported is on disk; a killed import goes on where it was when it is started
again. Nothing is imported here: a worker loads what it needs, and no more.
"""
