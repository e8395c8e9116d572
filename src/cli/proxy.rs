//! Which proxy stands before an address: for messages, when nobody answers. The HTTP client reads the
//! same variables by the same rules (`hyper_util::client::proxy::matcher`).

use std::net::IpAddr;

use super::environment::Environment;
use crate::llm::Proxy;

/// Schemes of proxies, without `://`.
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// The proxy that the environment names for an address; of this machine nothing is asked for one.
/// `address` begins with `http://` or `https://`.
pub(super) fn of(environment: &Environment, address: &str) -> Option<Proxy> {
    // A CGI program gets its headers as variables: anybody could name a proxy.
    if environment.set("REQUEST_METHOD").is_some() {
        return None;
    }
    let (scheme, rest) = address.split_once("://")?;
    let host = host_of(rest.split(['/', '?', '#']).next().unwrap_or_default());
    let exempt = first(environment, ["NO_PROXY", "no_proxy"]);
    if exempt.is_some_and(|(_, list)| list.split(',').any(|entry| exempts(entry.trim(), host))) {
        return None;
    }
    let own = if scheme.eq_ignore_ascii_case("https") {
        ["HTTPS_PROXY", "https_proxy"]
    } else {
        ["HTTP_PROXY", "http_proxy"]
    };
    let named = |names| {
        let (variable, value) = first(environment, names)?;
        Some(Proxy { host: proxy_host(value)?.to_owned(), variable })
    };
    named(own).or_else(|| named(["ALL_PROXY", "all_proxy"]))
}

/// The first variable that is set, be it to nothing.
fn first<'e>(
    environment: &'e Environment,
    names: [&'static str; 2],
) -> Option<(&'static str, &'e str)> {
    names.into_iter().find_map(|name| Some((name, environment.set(name)?)))
}

/// Host and port of a proxy, without a user and a password; `None` where the client would use none.
fn proxy_host(value: &str) -> Option<&str> {
    let (scheme, rest) = value.split_once("://").unwrap_or(("http", value));
    if !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let is_one = !host.is_empty() && host.chars().all(|letter| letter.is_ascii_graphic());
    is_one.then_some(host)
}

/// The host of a host and a port.
fn host_of(authority: &str) -> &str {
    match authority.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    }
}

/// Whether an entry of `NO_PROXY` is about a host: an address, a network such as `10.0.0.0/8`, a
/// domain with those under it, or `*`.
fn exempts(entry: &str, host: &str) -> bool {
    if let Ok(host) = host.parse::<IpAddr>() {
        let (network, length) = entry.split_once('/').unwrap_or((entry, "128"));
        return match (network.parse::<IpAddr>(), length.parse::<u32>()) {
            (Ok(IpAddr::V4(network)), Ok(length)) => match host {
                IpAddr::V4(host) => {
                    same(u128::from(network.to_bits()), u128::from(host.to_bits()), 32, length)
                }
                IpAddr::V6(_) => false,
            },
            (Ok(IpAddr::V6(network)), Ok(length)) => match host {
                IpAddr::V6(host) => same(network.to_bits(), host.to_bits(), 128, length),
                IpAddr::V4(_) => false,
            },
            _ => false,
        };
    }
    let (entry, host) = (entry.to_ascii_lowercase(), host.to_ascii_lowercase());
    let domain = entry.strip_prefix('.').unwrap_or(&entry);
    let under = || host.strip_suffix(domain).is_some_and(|before| before.ends_with('.'));
    entry == "*" || (!domain.is_empty() && (host == domain || under()))
}

/// Whether two addresses of so many bits begin with the same `length` bits.
fn same(one: u128, other: u128, bits: u32, length: u32) -> bool {
    let rest = bits.saturating_sub(length);
    (one ^ other).checked_shr(rest).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(variables: &[(&str, &str)], address: &str) -> Option<(String, &'static str)> {
        of(&Environment::of(variables), address).map(|proxy| (proxy.host, proxy.variable))
    }

    #[test]
    fn the_variable_that_counts_is_named_and_no_password() {
        let to = "https://llm.example.org/v1";
        let all = ("ALL_PROXY", "socks5://me:pass@proxy:1080/");
        assert_eq!(proxy(&[], to), None);
        assert_eq!(proxy(&[all], to), Some(("proxy:1080".to_owned(), "ALL_PROXY")));
        let https = ("https_proxy", "http://10.0.0.1:3128");
        assert_eq!(proxy(&[all, https], to), Some(("10.0.0.1:3128".to_owned(), "https_proxy")));
        let upper = ("HTTPS_PROXY", "10.0.0.2:1");
        assert_eq!(proxy(&[https, upper], to), Some(("10.0.0.2:1".to_owned(), "HTTPS_PROXY")));
        // One that is set to nothing hides the other spelling.
        assert_eq!(proxy(&[https, ("HTTPS_PROXY", "")], to), None);
        assert_eq!(proxy(&[("HTTP_PROXY", "p:1")], to), None);
        assert_eq!(proxy(&[("HTTPS_PROXY", "ftp://p:1")], to), None);
        assert_eq!(proxy(&[all, ("REQUEST_METHOD", "GET")], to), None);
        let plain = proxy(&[("http_proxy", "p:1"), https], "http://llm.example.org");
        assert_eq!(plain, Some(("p:1".to_owned(), "http_proxy")));
    }

    #[test]
    fn hosts_that_need_none_have_none() {
        let with = |list: &str, host: &str| {
            let variables = [("ALL_PROXY", "p:1"), ("no_proxy", list)];
            proxy(&variables, &format!("https://{host}/a")).is_none()
        };
        for (list, host) in [
            ("*", "example.org"),
            ("example.org", "example.org:8443"),
            (" other, .Example.org", "example.org"),
            ("example.org", "llm.EXAMPLE.org"),
            ("10.0.0.0/8", "10.1.2.3"),
            ("10.1.2.3", "10.1.2.3:80"),
            ("fd00::/8", "[fd12::1]:80"),
        ] {
            assert!(with(list, host), "{list} is about {host}");
        }
        for (list, host) in [
            ("", "example.org"),
            ("example.org", "notexample.org"),
            ("llm.example.org", "example.org"),
            ("10.0.0.0/8", "11.1.2.3"),
            ("10.1.2.3", "10.1.2.4"),
            ("fd00::/8", "[fe12::1]"),
            ("*", "10.1.2.3"),
        ] {
            assert!(!with(list, host), "{list} is not about {host}");
        }
    }
}
