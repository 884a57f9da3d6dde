#include "core/report/template.hpp"
#include "core/report/value.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

Value sample() {
    const Value settings = Value::record(
        {{"User", "root"}, {"Env", Value::texts({"PATH=/bin", "A=b c"})}, {"Nothing", Value::nil_list()}});
    const Value raw = Value::map({{"x", 1.5}, {"list", Value::list({"p", 2.0, Value()})}, {"none", Value()}});
    return Value::record({{"ID", "sha256:abc"},
                          {"Name", "web <1> & co"},
                          {"Size", 1234567},
                          {"Tags", Value::texts({"a:1", "b:2", "c:3"})},
                          {"Labels", Value::map({{"z", "last"}, {"a", "first"}}, MapOf::texts)},
                          {"Ports", Value::map({{"80/tcp", Value::record({})}}, MapOf::nothing)},
                          {"Config", settings},
                          {"Raw", raw},
                          {"Wait", Value::duration(90'000'000'000)},
                          {"Yes", true},
                          {"Empty", ""},
                          {"Big", std::int64_t{1} << 40}});
}

std::string outcome(std::string_view written) {
    const auto parsed = parse_template(written);
    if (!parsed) return "error: " + parsed.error().message;
    const auto made = parsed->run(sample());
    return made ? *made : "error: " + made.error().message;
}

struct Case {
    std::string_view written;
    std::string_view made; ///< by Go 1.26's text/template with docker's functions
};

constexpr Case as_go_does[] = {
    {"plain text", "plain text"},
    {"{{.ID}}", "sha256:abc"},
    {"{{ .Name }}", "web <1> & co"},
    {"{{json .Name}}", "\"web <1> & co\""},
    {"{{json .}}", "{\"ID\":\"sha256:abc\",\"Name\":\"web <1> & "
                   "co\",\"Size\":1234567,\"Tags\":[\"a:1\",\"b:2\",\"c:3\"],\"Labels\":{\"a\":\"first\",\"z\":"
                   "\"last\"},\"Ports\":{\"80/tcp\":{}},\"Config\":{\"User\":\"root\",\"Env\":[\"PATH=/bin\",\"A=b "
                   "c\"],\"Nothing\":null},\"Raw\":{\"list\":[\"p\",2,null],\"none\":null,\"x\":1.5},\"Wait\":"
                   "90000000000,\"Yes\":true,\"Empty\":\"\",\"Big\":1099511627776}"},
    {"{{.}}", "{sha256:abc web <1> & co 1234567 [a:1 b:2 c:3] map[a:first z:last] map[80/tcp:{}] {root [PATH=/bin A=b "
              "c] []} map[list:[p 2 <nil>] none:<nil> x:1.5] 1m30s true  1099511627776}"},
    {"{{.Config}}", "{root [PATH=/bin A=b c] []}"},
    {"{{.Tags}} {{.Labels}} {{.Ports}} {{.Config.Nothing}} {{.Raw}}",
     "[a:1 b:2 c:3] map[a:first z:last] map[80/tcp:{}] [] map[list:[p 2 <nil>] none:<nil> x:1.5]"},
    {"{{json .Config.Nothing}} {{json .Ports}} {{json .Raw}}",
     "null {\"80/tcp\":{}} {\"list\":[\"p\",2,null],\"none\":null,\"x\":1.5}"},
    {"{{.Labels.a}} {{.Labels.nope}} {{index .Labels \"z\"}} [{{index .Labels \"nope\"}}]", "first <no value> last []"},
    {"{{index .Tags 1}} {{index .Raw \"list\" 0}} {{index .Raw \"nope\"}} {{.Raw.x}} {{.Raw.none}}",
     "b:2 p <no value> 1.5 <no value>"},
    {"{{index .Ports \"80/tcp\"}} {{index .Ports \"x\"}}", "{} {}"},
    {"{{len .Tags}} {{len .Labels}} {{len .Name}} {{len .Config.Nothing}}", "3 2 12 0"},
    {"{{range .Tags}}<{{.}}>{{end}}", "<a:1><b:2><c:3>"},
    {"{{range $i, $t := .Tags}}{{$i}}={{$t}};{{end}}", "0=a:1;1=b:2;2=c:3;"},
    {"{{range $k, $v := .Labels}}{{$k}}={{$v}} {{end}}", "a=first z=last "},
    {"{{range $p, $_ := .Ports}}{{$p}}{{end}}", "80/tcp"},
    {"{{range .Config.Nothing}}x{{else}}none{{end}}", "none"},
    {"{{range .Tags}}{{if eq . \"b:2\"}}{{continue}}{{end}}{{.}} {{end}}", "a:1 c:3 "},
    {"{{range .Tags}}{{.}}{{break}}{{end}}", "a:1"},
    {"{{range $i := 3}}{{$i}}{{end}}", "012"},
    {"{{range 3}}{{.}},{{end}}", "0,1,2,"},
    {"{{if .Yes}}yes{{end}}{{if .Empty}}no{{else}}empty{{end}}", "yesempty"},
    {"{{if .Empty}}a{{else if eq .Size 1}}b{{else if .Tags}}c{{else}}d{{end}}", "c"},
    {"{{with .Config}}{{.User}}{{end}}{{with .Empty}}x{{else}}nothing{{end}}", "rootnothing"},
    {"{{with .Empty}}x{{else with .ID}}{{.}}{{end}}", "sha256:abc"},
    {"{{with $x := .Size}}{{$x}} {{$.ID}}{{end}}", "1234567 sha256:abc"},
    {"{{$x := 1}}{{if .Yes}}{{$x = 2}}{{end}}{{$x}}", "2"},
    {"{{$x := 1}}{{if .Yes}}{{$x := 2}}{{$x}}{{end}}{{$x}}", "21"},
    {"{{.Name | upper | printf \"%q\"}}", "\"WEB <1> & CO\""},
    {"{{printf \"%s|%5s|%-5s|%.2s|%q\" \"ab\" \"ab\" \"ab\" \"abcdef\" \"a\\\"b\"}}", "ab|   ab|ab   |ab|\"a\\\"b\""},
    {"{{printf \"%d|%5d|%-5d|%05d|%+d|%x|%X|%o|%b|%c|%U\" 42 42 42 42 42 255 255 8 5 65 9731}}",
     "42|   42|42   |00042|+42|ff|FF|10|101|A|U+2603"},
    {"{{printf \"%v %v %v %v\" .Tags .Labels .Config .Yes}}",
     "[a:1 b:2 c:3] map[a:first z:last] {root [PATH=/bin A=b c] []} true"},
    {"{{printf \"%+v\" .Config}}", "{User:root Env:[PATH=/bin A=b c] Nothing:[]}"},
    {"{{printf \"%d\" \"x\"}} {{printf \"%s\" 5}} {{printf \"%d\"}} {{printf \"x\" 1 \"a\"}} {{printf \"%\"}} {{printf "
     "\"%z\" 1}}",
     "%!d(string=x) %!s(int=5) %!d(MISSING) x%!(EXTRA int=1, string=a) %!(NOVERB) %!z(int=1)"},
    {"{{printf \"%s\" .Tags}} {{printf \"%q\" .Tags}}", "[a:1 b:2 c:3] [\"a:1\" \"b:2\" \"c:3\"]"},
    {"{{printf \"%5.1f|%g|%e|%v|%.3f\" 3.14159 3.5 1234.5678 2.50 1.0}}", "  3.1|3.5|1.234568e+03|2.5|1.000"},
    {"{{printf \"%t %v\" true false}} {{printf \"%T %T %T %T\" 1 \"a\" .Tags 1.5}}",
     "true false int string []string float64"},
    {"{{printf \"%*d|%-*d|\" 5 42 5 42}} {{printf \"%x\" \"hi\"}} {{printf \"100%%\"}}", "   42|42   | 6869 100%"},
    {"{{print \"a\" \"b\" 1 2 \"c\" 3}} {{println \"a\" 1}}{{print nil}}", "ab1 2c3 a 1\n<nil>"},
    {"{{eq 1 1}} {{eq .ID \"sha256:abc\"}} {{eq 3 1 2 3}} {{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt 1 2}} {{ge 2 3}} {{lt "
     "\"a\" \"b\"}}",
     "true true true true true true false false true"},
    {"{{and 1 0}} {{and 1 \"x\"}} {{or 0 \"\"}} {{or 0 \"y\"}} {{not .Yes}} {{and .Empty .Nope}}", "0 x  y false "},
    {"{{or .Yes (index .Tags 99)}}", "true"},
    {"{{join .Tags \", \"}} {{split \"a,b,c\" \",\"}} {{split \"abc\" \"\"}} {{join (split \"a-b\" \"-\") \"+\"}}",
     "a:1, b:2, c:3 [a b c] [a b c] a+b"},
    {"{{title \"hello world-wide web don't\"}} {{lower \"ÄÖ ABC Ж\"}} {{upper \"äö abc ж\"}}",
     "Hello World-Wide Web Don'T äö abc ж ÄÖ ABC Ж"},
    {"[{{pad \"x\" 1 2}}] [{{pad \"\" 1 2}}] {{truncate \"abcdef\" 3}} {{truncate \"ab\" 5}}", "[ x  ] [] abc ab"},
    {"a {{- \" b \" -}} c", "a b c"},
    {"a  {{- /* comment */ -}}  b", "ab"},
    {"a {{/* comment */}} b", "a  b"},
    {"{{ \"x\" }}\n  {{- \"y\" }}\n{{ \"z\" -}}  \n w", "xy\nzw"},
    {"{{`raw \"quoted\" \\n`}} {{\"tab\\tnew\\x41\\u00e9\\101\"}} {{'a'}}", "raw \"quoted\" \\n tab\tnewAéA 97"},
    {"{{0x1F}} {{0b101}} {{0o17}} {{1_000}} {{-5}} {{+5}} {{1.5}} {{1e3}} {{.5}}", "31 5 15 1000 -5 5 1.5 1000 0.5"},
    {"{{(index .Tags 0)}} {{(.Config).User}} {{(index .Raw \"list\")}}", "a:1 root [p 2 <nil>]"},
    {"{{len (printf \"%d\" .Size)}} {{.Size | printf \"%d-%s\" 1 | len}}", "7 18"},
    {"{{html \"<a href=\\\"x\\\">'&\"}} {{js \"a'b<\\n\"}} {{urlquery \"a b&c/d\"}}",
     "&lt;a href=&#34;x&#34;&gt;&#39;&amp; a\\'b\\u003C\\u000A a+b%26c%2Fd"},
    {"{{slice \"abcdef\" 1 3}} {{slice .Tags 1}}", "bc [b:2 c:3]"},
    {"{{.Wait}} {{json .Wait}} {{printf \"%d\" .Wait}} {{.Big}}", "1m30s 90000000000 90000000000 1099511627776"},
    {"{{- range $i, $e := .Tags}}{{if $i}}, {{end}}{{$e}}{{end -}}", "a:1, b:2, c:3"},
    {"{{- .ID -}}", "sha256:abc"},
    {"{{-3}}", "-3"},
    {"{{.ID}}{{.ID -}} x", "sha256:abcsha256:abcx"},
    {"{{true}} {{false}}", "true false"},
    {"{{with .Raw}}{{.x}} {{.nope}}{{end}}", "1.5 <no value>"},
    {"{{if not .Empty}}e{{end}}", "e"},
    {"{{if and .Yes (eq .Size 1234567)}}both{{end}}", "both"},
    {"{{range .Raw}}{{.}};{{end}}", "[p 2 <nil>];<no value>;1.5;"},
    {"{{range .Tags}}{{else}}x{{end}}", ""},
    {"{{$t := .Tags}}{{len $t}}{{index $t 2}}", "3c:3"},
    {"{{.Config.Env | json}}", "[\"PATH=/bin\",\"A=b c\"]"},
    {"{{json .Wait | printf \"%s!\"}}", "90000000000!"},
    {"{{printf \"%v\" nil}} {{print 1.0 2e10 1e21 0.00001 123456789.0}}", "<nil> 1 2e+10 1e+21 1e-05 1.23456789e+08"},
    {"{{printf \"%08.3f|%+.1e|%6.2f%%\" 3.14159 12345.678 99.5}}", "0003.142|+1.2e+04| 99.50%"},
    {"{{printf \"%6q|%-6q|%x|% d|%#x|%#o\" \"a\" \"b\" \"é\" 5 255 8}}", "   \"a\"|\"b\"   |c3a9| 5|0xff|010"},
    {"{{eq \"a\" \"b\" \"a\"}} {{eq .Yes true}} {{ne \"a\" \"a\"}}", "true true false"},
    {"{{range $i, $c := split \"x y\" \" \"}}{{$i}}{{$c}}{{end}}", "0x1y"},
};

/// Go refuses these too; the words are ours.
constexpr Case refused[] = {
    {"{{.Nope}}", "error: column 3: there is no field .Nope; there are ID, Name, Size, Tags, Labels, Ports, Config, "
                  "Raw, Wait, Yes, Empty, Big"},
    {"{{.ID.x}}", "error: column 3: a text has no field .x"},
    {"{{range .Tags}}{{.x}}{{end}}", "error: column 18: a text has no field .x"},
    {"{{nope}}", "error: column 3: there is no function \"nope\"; a field begins with a dot: .nope"},
    {"{{.Raw.none.x}}", "error: column 3: there is nothing to look for .x in"},
    {"{{index .Tags 5}}", "error: column 3: index: there is no position 5 among 3"},
    {"{{len 5}}", "error: column 3: len: a value of type int has no length"},
    {"{{join .Name \",\"}}", "error: column 3: join: argument 1 must be a list of texts, not a value of type string"},
    {"{{if}}x{{end}}", "error: column 5: a value is missing here"},
    {"{{if .Yes}}x", "error: column 1: {{if}} has no {{end}}"},
    {"{{end}}", "error: column 3: {{end}} without an action it could belong to"},
    {"{{else}}", "error: column 3: {{else}} without an action it could belong to"},
    {"{{\"abc}}", "error: column 3: this quoted text has no end"},
    {"{{.ID", "error: column 1: this action has no }}"},
    {"{{(.ID}}", "error: column 3: this parenthesis is not closed"},
    {"{{.ID)}}", "error: column 6: \")\" is not expected here"},
    {"{{$x}}", "error: column 3: there is no variable $x"},
    {"{{eq 1 \"a\"}}", "error: column 3: eq: can't compare int with string"},
    {"{{eq .Tags .Tags}}", "error: column 3: eq: can't compare values of type []string"},
    {"{{upper 5}}", "error: column 3: upper: argument 1 must be a text, not a value of type int"},
    {"{{1 2}}", "error: column 3: this is no function and takes no argument"},
    {"{{.ID 5}}", "error: column 3: this is no function and takes no argument"},
    {"{{nil}}", "error: column 3: nil is no command"},
    {"{{| upper}}", "error: column 3: a value is missing here"},
    {"{{.ID | 5}}", "error: column 9: what stands behind a | must be a function"},
    {"{{if .Yes}}{{else}}{{else}}{{end}}", "error: column 22: a second {{else}}"},
    {"{{break}}", "error: column 3: {{break}} outside of {{range}}"},
    {"{{split \"a\"}}", "error: column 3: split: takes 2 arguments, not 1"},
    {"{{range 5.5}}{{end}}", "error: column 9: range can't go over the number 5.5"},
    {"{{/* open }}", "error: column 1: this comment has no end"},
    {"{{index .Tags \"a\"}}", "error: column 3: index: a position must be a whole number, not a"},
    {"{{index .Labels 1}}", "error: column 3: index: a key must be a text, not 1"},
    {"{{lt 1 \"a\"}}", "error: column 3: lt: can't compare int with string"},
    {"{{range $a, $b, $c := .Tags}}{{end}}", "error: column 15: \":=\" is missing behind the variables"},
    {"{{'ab'}}", "error: column 3: single quotes hold one character"},
    {"{{.ID.}}", "error: column 6: \".\" is not expected here"},
    {"{{.Config.User.X}}", "error: column 3: a text has no field .X"},
    {"{{ - 3}}", "error: column 4: \"-\" is not expected here"},
    {"{{not}}", "error: column 3: not: takes 1 argument, not 0"},
    {"{{printf}}", "error: column 3: printf: takes at least 1 argument, not 0"},
};

} // namespace

TEST_CASE("templates make what Go makes of them") {
    for (const Case& each : as_go_does) {
        INFO(each.written);
        CHECK(outcome(each.written) == each.made);
    }
}

TEST_CASE("a template that can't work is refused with the place and the reason") {
    for (const Case& each : refused) {
        INFO(each.written);
        CHECK(outcome(each.written) == each.made);
    }
}

TEST_CASE("in a head line the functions hand their first argument through") {
    const Value heads = Value::map({{"ID", "IMAGE ID"}, {"Size", "SIZE"}}, MapOf::texts);
    const auto parsed = parse_template("{{.ID}}\t{{lower .Size}} {{truncate .ID 2}} {{json .Size}} {{join .ID \",\"}}");
    REQUIRE(parsed);
    CHECK(parsed->run(heads, TemplateFunctions::header) == "IMAGE ID\tSIZE IMAGE ID SIZE IMAGE ID");
}

TEST_CASE("a template of several lines is placed by line and column") {
    CHECK(outcome("a\nb {{.Nope}}").starts_with("error: line 2, column 5: there is no field .Nope"));
}

TEST_CASE("a template nested without end is refused") {
    CHECK(outcome("{{" + std::string(100'000, '(') + ".ID}}").ends_with("too many parentheses inside each other"));
    std::string ifs;
    for (int level = 0; level < 10'000; ++level) ifs += "{{if .Yes}}";
    CHECK(outcome(ifs).ends_with("too many actions inside each other"));
}

TEST_CASE("aliases of fields are found and never printed") {
    const Value value = Value::record({{"Id", "abc"}}, {{"ID", "Id"}});
    const auto parsed = parse_template("{{.ID}} {{.}} {{json .}}");
    REQUIRE(parsed);
    CHECK(parsed->run(value) == "abc {abc} {\"Id\":\"abc\"}");
}
