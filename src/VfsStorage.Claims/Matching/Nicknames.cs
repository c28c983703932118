namespace VfsStorage.Claims.Matching;

/// <summary>First names that stand for each other.</summary>
internal static class Nicknames
{
    private static readonly string[] _groups =
    [
        "ALBERT AL BERT", "ALEXANDER ALEX SANDY", "ALEXANDRA ALEX SANDRA", "ANDREW ANDY DREW", "ANTHONY TONY", "BARBARA BARB BARBIE",
        "BENJAMIN BEN BENNY", "CATHERINE KATHERINE KATHRYN CATHY KATHY KATE KATIE", "CHARLES CHARLIE CHUCK", "CHRISTINE CHRISTINA CHRIS TINA",
        "CHRISTOPHER CHRIS", "DANIEL DAN DANNY", "DAVID DAVE", "DEBORAH DEBRA DEB DEBBIE", "DONALD DON DONNIE", "DOROTHY DOT DOTTIE",
        "EDWARD ED EDDIE TED NED", "ELIZABETH LIZ LIZZIE BETH BETSY BETTY ELIZA", "EUGENE GENE", "FRANCIS FRANK", "FREDERICK FRED FREDDIE",
        "GERALD GERRY JERRY", "GREGORY GREG", "HAROLD HAL HARRY", "HENRY HANK HARRY", "JACQUELINE JACKIE", "JAMES JIM JIMMY JAMIE",
        "JENNIFER JEN JENNY", "JESSICA JESS JESSIE", "JOHN JACK JOHNNY", "JONATHAN JON", "JOSEPH JOE JOEY", "JOSHUA JOSH", "JUDITH JUDY",
        "KENNETH KEN KENNY", "LAWRENCE LARRY", "LEONARD LEN LENNY LEO", "MARGARET MAGGIE MEG PEGGY MARGE", "MATTHEW MATT", "MICHAEL MIKE MICK MICKEY",
        "NANCY NAN", "NATHANIEL NATHAN NATE", "NICHOLAS NICK", "PAMELA PAM", "PATRICIA PAT PATTY TRISH", "PATRICK PAT PADDY", "PETER PETE",
        "PHILIP PHILLIP PHIL", "RAYMOND RAY", "REBECCA BECKY BECCA", "RICHARD RICH RICK DICK", "ROBERT ROB BOB BOBBY ROBBIE BERT",
        "RONALD RON RONNIE", "SAMUEL SAM SAMMY", "SAMANTHA SAM", "STEPHEN STEVEN STEVE", "SUSAN SUE SUSIE", "TERESA THERESA TERRY TESS",
        "THEODORE TED TEDDY THEO", "THOMAS TOM TOMMY", "TIMOTHY TIM", "VICTORIA VICKY TORI", "VINCENT VINCE VINNY", "WALTER WALT",
        "WILLIAM WILL WILLIE BILL BILLY LIAM",
    ];

    private static readonly ILookup<string, int> _groupsByName = _groups
        .SelectMany((group, index) => group.Split(' ').Select(name => (name, index)))
        .ToLookup(entry => entry.name, entry => entry.index, StringComparer.Ordinal);

    /// <summary>Whether both names, in upper case, can be the same person's.</summary>
    public static bool Match(string first, string second) => _groupsByName[first].Intersect(_groupsByName[second]).Any();
}
