"""The machinery of the handbook, in rooms along the way of the data.

    core       used by all, uses nobody
    redline    what differs between two texts
    sources    what people type, read into frozen models
    archive    what was published: git, manifests, register, root pages
    checks     one module per promise
    export     what was published or built in another form: a web server's folder, Word, PDF, EPUB, text
    build      MkDocs, then one list of steps
    publish    one module per act on the archive
    verify     is it as it was published?
    imports    a document of Word, LibreOffice or the web as pages
    report     what a change does, on one page
    announce   what staff are told of it
    receipts   who confirmed to have read which text
    serve      this computer: server, draft, headers, demo
    editor     the editor for who never saw git
    new        a repository of an organisation's own
    update     a newer release in it
    doctor     what around it is not set up or out of date

`cli` holds the verbs; tests/test_house.py holds which room may import which.
"""
