"""The machinery of the handbook, in eleven rooms along the way of the data.

    core       used by all, uses nobody
    sources    what people type, read into frozen models
    archive    what was published: git, manifests, register, root pages
    checks     one module per promise
    build      MkDocs, then one list of steps
    publish    one module per act on the archive
    verify     is it as it was published?
    export     one module per form
    imports    a document of Word, LibreOffice or the web as pages
    serve      this computer: server, draft, headers, demo
    new        a repository of an organisation's own

`cli` holds the verbs; tests/test_house.py holds which room may import which.
"""
