import Templates
import Testing

@Suite("Styles and scripts are published without what says nothing")
struct AssetSqueezeTests {
  private func squeezed(_ text: String, as path: String) -> String {
    String(decoding: AssetSqueeze.squeezed(Array(text.utf8), path: path), as: UTF8.self)
  }

  @Test(arguments: [
    ("/* a */\na {\n  color: red;\n  margin: 0 1px;\n}\n", "a{color:red;margin:0 1px}"),
    ("a :hover, b:hover { top: calc(1px + 2px) }", "a :hover,b:hover{top:calc(1px + 2px)}"),
    ("a::after { content: \", { /* */ \\\" ; \"; }", "a::after{content:\", { /* */ \\\" ; \"}"),
    (
      "@media (min-width: 3rem) and (max-width: 4rem) { a { b: c } }",
      "@media (min-width:3rem) and (max-width:4rem){a{b:c}}"
    ),
    ("a { b: c } /* never closed", "a{b:c}"),
    ("", ""), ("a { content: 'open", "a{content:'open"), ("a { content: \"\\", "a{content:\"\\"),
  ])
  func stylesKeepTheirMeaning(style: String, published: String) {
    #expect(squeezed(style, as: "assets/style.css") == published)
  }

  @Test(arguments: [
    (
      "// what\n(() => {\n  const a = 1; // kept\n\n  b(`x`);\n})();\n",
      "(()=>{const a=1;// kept\nb(`x`);})();\n"
    ),
    ("const a = 1;\nconst b = { c: 2 };\nconst d = () => {\n  b();\n};\n", "const a=1,b={c:2},d=()=>{b();};\n"),
    ("a = b - -c;\nd = e / 2 + /x y/.exec(f);\n", "a=b- -c;d=e/2+/x y/.exec(f);\n"),
    ("if (a) b(); // note\n}\n", "if(a)b();// note\n}\n"),
    ("f(\"a = b\", 'c  :  d', `e + ${g} `);\n", "f(\"a = b\",'c  :  d',`e + ${g} `);\n"),
    ("a = b\n(c)\n", "a=b\n(c)\n"),
    ("const a = `\n  two lines`;\n", "const a = `\n  two lines`;\n"),
    ("const a = 'x\\\n  y';\n", "const a = 'x\\\n  y';\n"),
    ("", ""),
  ])
  func scriptsKeepTheirMeaning(script: String, published: String) {
    #expect(squeezed(script, as: "assets/site.js") == published)
  }

  @Test func otherFilesStayAsTheyAre() {
    #expect(squeezed(" <svg>  </svg>\n", as: "assets/icon.svg") == " <svg>  </svg>\n")
  }
}
