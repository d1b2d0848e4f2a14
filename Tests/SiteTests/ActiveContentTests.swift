import Testing

@testable import Site

@Suite struct ActiveContentTests {
  private func find(_ text: String, path: String = "content/assets/x.svg") -> String? {
    ActiveContent.find(in: Array(text.utf8), path: path)
  }

  @Test(arguments: [
    "<svg><script>alert(1)</script></svg>", "<svg><SCRIPT href='x.js'/></svg>", "<s:svg><s:script/></s:svg>",
    "<svg onload=\"alert(1)\"/>", "<svg\nONLOAD = alert(1)>", "<svg/onload=alert(1)>",
    "<svg><g a='>' onclick='x'/></svg>",
    "<svg><a href='javascript:alert(1)'>x</a></svg>", "<svg><a xlink:href=' java&#x09;script&colon;alert(1)'/></svg>",
    "<svg><a href='&#106;avascript:alert(1)'/></svg>", "<svg><image href='https://a.example/x.png'/></svg>",
    "<svg><use href='data:image/svg+xml;base64,AAAA'/></svg>", "<svg><foreignObject><p/></foreignObject></svg>",
    "<svg><set attributeName='href' to='javascript:alert(1)'/></svg>",
    "<svg><animate attributeName='xlink:href' values='javascript:alert(1)'/></svg>",
    "<svg><style>@import url(https://a.example/x.css)</style></svg>", "<svg style='fill:url(https://a.example/#x)'/>",
    "<!DOCTYPE svg [<!ENTITY x '<script/>'>]><svg>&x;</svg>", "<?xml-stylesheet href='x.css'?><svg/>",
    "<svg><![CDATA[<script>]]></svg>", "<svg><iframe src='x'/></svg>", "<svg><!-- --><script/></svg>", "<svg\0/>",
    "<svg><style>*{fill:ur\\6c(https://a.example/#x)}</style></svg>",
    "<svg><style>*{fill:\\75 r\\00006C(//a.example/#x)}</style></svg>",
    "<svg><style>@imp\\6Frt 'https://a.example/x.css'</style></svg>",
    "<svg><rect fill='&#117;rl(https://a.example/#x)'/></svg>",
    "<svg><style>*{fill:&#x75;rl(https://a.example/#x)}</style></svg>",
    "<svg style='background:\\image-set(\"x\" 1x)'/>",
    "<svg><style>*{fill:&#92;75rl(https://a.example/#x)}</style></svg>",
    "<svg><x:handler type='a'/></svg>", "<svg><p><meta http-equiv=refresh content='0;x'/></p></svg>", "<svg on",
  ])
  func picturesThatActAreFound(text: String) {
    #expect(find(text) != nil)
  }

  @Test(arguments: [
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>on</title><path d='M0 0' class='onward'/></svg>",
    "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'><svg><use xlink:href='#a'/></svg>",
    "<svg><!-- <script> was here --><g style='fill:url(#a)'/><text>a &lt;script&gt; onload=</text></svg>",
    "<svg><image href='data:image/png;base64,AAAA'/><style>.a{fill:url(\"#b\")}</style></svg>",
    "<svg><animate attributeName='r' from='1' to='2'/></svg>", "", "<", "<svg", "<svg a='", "<!", "<!--",
    "<svg fill=\"url(&quot;#a&quot;)\"/>", "<svg><text>C:\\temp\\75 files</text></svg>",
  ])
  func picturesThatDoNotPass(text: String) {
    #expect(find(text) == nil)
  }

  @Test(arguments: [
    ("a.html", true), ("a.HTM", true), ("a.xhtml", true), ("a.js", true), ("a.xml", true), ("a.svgz", true),
    ("a.png", false), ("a.pdf", false), ("a.csv", false), ("html", false), ("a.docx", false),
  ])
  func filesThatABrowserRunsAreFoundByName(name: String, isActive: Bool) {
    #expect((find("<p>", path: "content/assets/\(name)") != nil) == isActive)
  }
}
