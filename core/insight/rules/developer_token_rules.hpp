// Tokens of where source lives, packages are published and builds run.
#pragma once

#include "core/insight/rules/advice.hpp"

#include <array>

namespace strata {

inline constexpr auto developer_token_rules = std::to_array<FindingRule>({
    {.id = "github-token",
     .title = "GitHub token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
     .pattern = R"re((?:gh[pousr]_[A-Za-z0-9]{36}\b|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b))re",
     .entropy = 3.0,
     .why = "acts as its owner on GitHub",
     .advice = revoke_token,
     .finds = "token: gh"
              "p_yToBcCcRtIiGKrzBYXHolHYa13il3C31U0lV",
     .leaves = "token: gh"
               "p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
    {.id = "gitlab-token",
     .title = "GitLab token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "glpat- gldt- glrt- glptt- glsoat- glagent- glcbt- glft- glimt- gloas- GR1348941",
     .pattern = R"re((?:gl(?:pat|dt|rt|ptt|soat|agent|cbt|ft|imt|oas)-|GR1348941)[0-9A-Za-z_-]{20,})re",
     .entropy = 3.0,
     .why = "acts as its owner on GitLab",
     .advice = revoke_token,
     .finds = "glp"
              "at-vwvH70052LQmspJLc0DT",
     .leaves = "glp"
               "at-123"},
    {.id = "npm-token",
     .title = "npm token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "npm_",
     .pattern = R"re(npm_[A-Za-z0-9]{36}\b)re",
     .entropy = 3.0,
     .why = "publishes packages in its owner's name",
     .advice = revoke_token,
     .finds = "//registry.npmjs.org/:_authToken=np"
              "m_nrVrLRwyyXevrSM1XYEBo1xoUKutZkS8vjpZ",
     .leaves = "np"
               "m_config_registry"},
    {.id = "pypi-token",
     .title = "PyPI token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "pypi-AgE",
     .pattern = R"re(pypi-AgE[A-Za-z0-9_-]{50,})re",
     .entropy = 3.0,
     .why = "publishes packages in its owner's name",
     .advice = revoke_token,
     .finds = "password = py"
              "pi-AgE1maLucrPtZEViP91KeRFiME6Zuxk5Sb0IfSWJ9mdbzfK1n-jDwVEgbf55KuQdBN7VHik5qNvO8fy5l"
              "Sh",
     .leaves = "py"
               "pi-AgEI"},
    {.id = "rubygems-token",
     .title = "RubyGems token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "rubygems_",
     .pattern = R"re(rubygems_[a-f0-9]{48}\b)re",
     .entropy = 3.0,
     .why = "publishes gems in its owner's name",
     .advice = revoke_token,
     .finds = "rubyg"
              "ems_52aa3abcd942cde1a22959ee472b4812d5702984287c5647",
     .leaves = "rubyg"
               "ems_version"},
    {.id = "docker-hub-token",
     .title = "Docker Hub token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "dckr_pat_ dckr_oat_",
     .pattern = R"re(dckr_[po]at_[A-Za-z0-9_-]{27,})re",
     .entropy = 3.0,
     .why = "pulls and pushes images in its owner's name",
     .advice = revoke_token,
     .finds = "dckr_"
              "pat_j-SF83ecdzH6kXVqAf0rHAcM_Hq",
     .leaves = "dckr_"
               "pat_"},
    {.id = "artifactory-token",
     .title = "Artifactory token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "AKCp cmVmd",
     .pattern = R"re((?:AKCp[A-Za-z0-9]{69}\b|cmVmd[A-Za-z0-9]{59}\b))re",
     .entropy = 3.0,
     .why = "reads and publishes packages in its owner's name",
     .advice = revoke_token,
     .finds = "AK"
              "CpERL6rTKVx497NdI4ONySTXhiHdeY1cy7unGkxtyplVuPR3CyEOLPZiwzmNTx3IQj1nRpA",
     .leaves = "AK"
               "Cp8"},
    {.id = "clojars-token",
     .title = "Clojars token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "CLOJARS_",
     .pattern = R"re(CLOJARS_[a-z0-9]{60}\b)re",
     .entropy = 3.0,
     .why = "publishes packages in its owner's name",
     .advice = revoke_token,
     .finds = "CLO"
              "JARS_9fmfeqckaaa82zn0fc1f6b0pc0gmjkd1mcqr35jsc84qw4ifnp246hq7fg9e",
     .leaves = "CLO"
               "JARS_TOKEN"},
    {.id = "sonar-token",
     .title = "SonarQube token",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "sqp_ squ_ sqa_",
     .pattern = R"re(sq[pua]_[a-f0-9]{40}\b)re",
     .entropy = 3.0,
     .why = "acts as its owner on SonarQube",
     .advice = revoke_token,
     .finds = "sq"
              "p_6890ca058e8a676cc406c0538ca926e4a7554f0d",
     .leaves = "sq"
               "p_token"},
    {.id = "buildkite-token",
     .title = "Buildkite token",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "bkua_",
     .pattern = R"re(bkua_[A-Za-z0-9]{40}\b)re",
     .entropy = 3.0,
     .why = "acts as its owner on Buildkite",
     .advice = revoke_token,
     .finds = "bk"
              "ua_47bb8338a3df40853ae7ab39c4b01fa288e17a6f",
     .leaves = "bk"
               "ua_token"},
    {.id = "circleci-token",
     .title = "CircleCI token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "CCIPAT_ CCIPRJ_",
     .pattern = R"re(CCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}\b)re",
     .entropy = 3.0,
     .why = "acts as its owner on CircleCI",
     .advice = revoke_token,
     .finds = "CC"
              "IPAT_OcBO4h4bjj3Yxt7LOj5vEt_8c2282e3686bf8ec8764a715ec107d2a7dde236c",
     .leaves = "CC"
               "IPAT_token"},
    {.id = "sentry-token",
     .title = "Sentry token",
     .severity = FindingSeverity::medium,
     .look = RuleLook::token,
     .words = "sntrys_ sntryu_",
     .pattern = R"re((?:sntrys_eyJ[A-Za-z0-9+/=_-]{40,}|sntryu_[a-f0-9]{64}))re",
     .entropy = 3.0,
     .why = "acts as its owner in Sentry",
     .advice = revoke_token,
     .finds = "sntr"
              "yu_da1b2e56d50cf302993e6e97e9b7eadb73d44122e22e27c7cd46fec68b024db7",
     .leaves = "sntr"
               "yu_token"},
    {.id = "grafana-token",
     .title = "Grafana token",
     .severity = FindingSeverity::high,
     .look = RuleLook::token,
     .words = "glsa_ glc_eyJ",
     .pattern = R"re((?:glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\b|glc_eyJ[A-Za-z0-9+/=_-]{40,}))re",
     .entropy = 3.0,
     .why = "opens dashboards and their data",
     .advice = revoke_token,
     .finds = "gl"
              "sa_gDjFOLnaRn5CWmIYEYikWVdeSOpOjEZM_fa3c72e3",
     .leaves = "gl"
               "sa_token"},
});

} // namespace strata
