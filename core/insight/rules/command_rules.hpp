// Shapes that are secrets only on command lines: in history, scripts and the commands that containers start with.
#pragma once

#include "core/insight/rules/advice.hpp"

#include <array>

namespace strata {

inline constexpr auto command_rules = std::to_array<FindingRule>({
    {.id = "command-password",
     .title = "Password of a command",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern =
         R"re((?:\bsshpass\s+-p\s*|\b(?:docker|podman|buildah|skopeo|nerdctl|oras|az|az\s+acr|helm\s+registry)\s+login\s(?:[^\n|;&]{0,200}?\s)?-p\s*|\bdotnet\s+nuget\s+(?:add|update)\s+source\s(?:[^\n|;&]{0,200}?\s)?-p\s+|\bpoetry\s+config\s(?:[^\n|;&]{0,100}?\s)?(?:http-basic\.\S+\s+\S+|pypi-token\.\S+)\s+|\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mariadb-admin)\s(?:[^\n|;&]{0,200}?\s)?-p|\bredis-cli\s(?:[^\n|;&]{0,200}?\s)?(?:-a|--pass)\s+|\b(?:useradd|usermod)\s(?:[^\n|;&]{0,200}?\s)?-p\s*|\bhtpasswd\s+(?:-\S+\s+)*?-[A-Za-z]*b[A-Za-z]*\s+(?:-\S+\s+)*(?:[^\s|;&<>]+\s+){1,2}|\bcomposer\s+config\s(?:[^\n|;&]{0,100}?\s)?(?:http-basic\.\S+\s+\S+|(?:github-oauth|gitlab-oauth|gitlab-token|bearer)\.\S+)\s+)["\x27]?([^\s"\x27|;&<>()-][^\s"\x27|;&<>]{2,127}))re",
     .entropy = 1.5,
     .why = "opens what the command signs in to",
     .advice = mount_secret,
     .finds = "docker login -u shop -p "
              "Tr4-kw9z registry.example.net",
     .leaves = "docker login -u shop -p "
               "\"$PASSWORD\" registry.example.net"},
    {.id = "piped-password",
     .title = "Password for chpasswd or passwd",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern =
         R"re(\b(?:echo|printf)\s+(?:-[en]+\s+)*["\x27]?(?:[^\s:"\x27|]{1,64}:)?([^\s"\x27|]{3,128})["\x27]?\s*\|\s*(?:sudo\s+)?(?:/usr)?(?:/sbin/|/bin/)?(?:chpasswd\b|passwd\s[^\n|;&]{0,80}?--stdin))re",
     .entropy = 1.5,
     .why = "signs in to every container as this user",
     .advice = "lock the account (passwd -l) and set a password, if any, when the container starts",
     .finds = "echo \"root:"
              "Tr4-kw9z\" | chpasswd",
     .leaves = "echo \"root:"
               "$PASSWORD\" | chpasswd"},
    {.id = "piped-login",
     .title = "Password piped into a login",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern =
         R"re(\b(?:echo|printf)\s+(?:-[en]+\s+)*(?:["\x27]?%s["\x27]?\s+)?["\x27]?([^\s"\x27|]{3,128})["\x27]?\s*\|\s*(?:sudo\s+)?[a-z]+(?:\s+registry)?\s+login\s[^\n|;&]{0,200}?--password-stdin)re",
     .entropy = 1.5,
     .why = "opens the registry it signs in to",
     .advice = mount_secret,
     .finds = "echo Tr4-kw9z"
              "-moss | docker login -u shop --password-stdin registry.example.net",
     .leaves = "echo \"$PASSWORD\" "
               "| docker login -u shop --password-stdin registry.example.net"},
    {.id = "bundler-login",
     .title = "Login of Bundler",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern =
         R"re((?:\bbundle\s+config\s(?:[^\n|;&]{0,100}?\s)?["\x27]?(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[:/][^\s"\x27]*)?["\x27]?\s+|\bBUNDLE_(?:[A-Z0-9]+_{1,3})*[A-Z0-9]+__[A-Z0-9_]+["\x27]?\s*[=:]\s*)["\x27]?[^\s:"\x27|;&<>()/=$-][^\s:"\x27|;&<>()=]{0,127}:([^\s"\x27|;&<>()]{3,128}))re",
     .entropy = 1.5,
     .why = "opens the server that gems are installed from",
     .advice = mount_secret,
     .finds = "bundle config set --global gems.example.net shop:"
              "Tr4-kw9z",
     .leaves = "bundle config set --global mirror.https://rubygems.org https://gems.example.net"},
    {.id = "password-option",
     .title = "Password or token behind an option",
     .severity = FindingSeverity::medium,
     .look = RuleLook::setting,
     .pattern =
         R"re((?i)(?:^|[\s"\x27\[,(])--?(?:[a-z0-9]+[_-])*(?:password|passwd|passphrase|pass|[a-z]*storepass|keypass|token|[a-z]+[_-]secret|api[_-]?key|access[_-]?key|secret[_-]?key|auth[_-]?key)(?:["\x27]\s*,?\s*["\x27]|\s+["\x27]?)([^\s"\x27,;|&<>()\[\]{}-][^\s"\x27,;|&<>()]{0,127}[0-9][^\s"\x27,;|&<>()]{0,127}|[0-9][^\s"\x27,;|&<>()]{5,127}))re",
     .entropy = 2.5,
     .why = "is one by the option's name, and everybody who has the image can read it",
     .advice = mount_secret,
     .finds = "CMD [\"serve\", \"--pass"
              "word\", \"Tr4-kw9z-moss\"]",
     .leaves = "serve --pass"
               "word \"$SHOP_PASSWORD1\" --port 8080"},
});

} // namespace strata
