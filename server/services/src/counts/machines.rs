//! Programs that read pages by themselves.

/// What such programs call themselves, in small letters.
const MACHINES: [&str; 16] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "curl",
    "wget",
    "python",
    "scrapy",
    "java/",
    "okhttp",
    "go-http",
    "axios",
    "node-fetch",
    "monitor",
    "preview",
    "facebookexternalhit",
];

/// Whether `device`, as it calls itself, is a program that reads by itself. A browser always says
/// something.
pub(super) fn is_machine(device: &str) -> bool {
    let device = device.to_ascii_lowercase();
    device.is_empty() || MACHINES.iter().any(|machine| device.contains(machine))
}

#[cfg(test)]
mod tests {
    use super::is_machine;

    #[test]
    fn crawlers_are_told_from_browsers() {
        for machine in [
            "",
            "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Sogou web spider/4.0",
            "curl/8.5.0",
            "python-requests/2.31",
        ] {
            assert!(is_machine(machine), "{machine}");
        }
        for browser in [
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0",
        ] {
            assert!(!is_machine(browser), "{browser}");
        }
    }
}
