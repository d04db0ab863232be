import assert from "node:assert/strict";
import { changed, faults, problems, parse, production, staging, type Stack } from "./stack.ts";

describe("Hosts", () => {
  for (const [key, stack] of [
    ["hosts.public", production],
    ["hosts.canary", production],
    ["hosts.prepared", production],
    ["host", staging],
  ] as const) {
    it("are one fault where the public host, which others are made from, is outside the zone", () => {
      const names = { "hosts.canary": undefined, "hosts.prepared": undefined };
      const stack = production({ ...names, "hosts.public": "www.example.org" });
      assert.deepEqual(
        faults(stack).map(({ key }) => key),
        ["hosts.public"],
      );
    });

    it(`are inside the zone: ${key}`, () => {
      for (const host of ["www.example.org", "wwwexample.com", "example.com.evil.org"]) {
        assert.deepEqual(
          faults(stack({ [key]: host })).map(({ key, problem, allowed }) => [
            key,
            problem,
            allowed,
          ]),
          [[key, `is "${host}"`, "a host inside the zone that cloudflare.zone names"]],
        );
      }
      parse(stack({ [key]: "shop.eu.example.com" }));
    });

    it(`are not the zone itself: ${key}`, () => {
      const [problem, allowed] =
        key === "hosts.public"
          ? [
              /^is the zone itself: Cloudflare resolves its CNAME .* so the weights would choose for/,
              /^a host inside the zone, such as www.example.com, and a redirect from the zone to it/,
            ]
          : [
              /^is the zone itself, which takes other records than a host inside it$/,
              /^a host inside the zone, such as www.example.com$/,
            ];
      const [fault, ...more] = faults(stack({ [key]: "example.com" }));
      assert.deepEqual(more, []);
      assert.equal(fault?.key, key);
      assert.match(fault.problem, problem);
      assert.match(fault.allowed, allowed);
    });

    it(`are host names in lower case: ${key}`, () => {
      for (const host of [
        "WWW.example.com",
        "https://www.example.com",
        "www.example.com:443",
        "www.example.com/shop",
        "www.example.com.",
        "-www.example.com",
        "www..example.com",
        "*.example.com",
        "www_1.example.com",
        `${"x".repeat(64)}.example.com`,
        "localhost",
        "10.0.0.1",
      ]) {
        assert.deepEqual(problems(stack({ [key]: host })), [`${key} is "${host}"`]);
      }
    });
  }

  it("are not in the zone of the weighted records", () => {
    for (const delegated of [undefined, "split.example.com"]) {
      const zone = delegated ?? "rollout.www.example.com";
      const named = { "hosts.delegated": delegated };
      for (const host of [zone, `www.${zone}`]) {
        for (const key of ["hosts.canary", "hosts.prepared"])
          assert.deepEqual(problems(production({ ...named, [key]: host })), [
            `${key} is hosts.delegated, or inside that, where the weighted records are`,
          ]);
      }
      parse(production({ ...named, "hosts.prepared": `my${zone}` }));
    }
  });

  it("have a zone of the weighted records inside the zone, and none that a host is in", () => {
    const of = (delegated: string) =>
      faults(production({ "hosts.delegated": delegated })).map(
        ({ key, problem, allowed }) => `${key} ${problem}; ${allowed}`,
      );
    assert.deepEqual(of("rollout.example.org"), [
      `hosts.delegated is "rollout.example.org"; a host inside the zone that cloudflare.zone names`,
    ]);
    assert.match(of("example.com").join(), /hosts.delegated is the zone itself/);
    assert.deepEqual(of("www.example.com"), [
      "hosts.public is hosts.delegated, or inside that, where the weighted records are; a host with another name",
    ]);
  });

  it("are three, the canary host named after the origin where nothing else is said", () => {
    const hosts = (changes: Stack) => {
      const config = parse(production(changes));
      return config.environment === "production" && config.hosts;
    };
    const both = {
      public: "www.example.com",
      canary: "canary-origin.example.com",
      delegated: "rollout.www.example.com",
      others: {},
    };
    assert.deepEqual(hosts({}), { ...both, prepared: "canary.example.com" });
    // Stack files from before the canary host had a name of its own.
    assert.deepEqual(hosts({ "hosts.prepared": undefined }), {
      ...both,
      prepared: "prepared.canary-origin.example.com",
    });
  });

  describe("that are further ones", () => {
    const others = (others: Stack) => production({ "hosts.others": others });

    it("have names of their own, from their public one where nothing else is said", () => {
      const config = parse(
        others({
          eu: { public: "eu.example.com" },
          shop: {
            public: "shop.example.com",
            canary: "a.example.com",
            prepared: "b.example.com",
            delegated: "c.example.com",
          },
        }),
      );
      assert.deepEqual(config.environment === "production" && config.hosts.others, {
        eu: {
          public: "eu.example.com",
          canary: "canary-origin.eu.example.com",
          prepared: "canary.eu.example.com",
          delegated: "rollout.eu.example.com",
        },
        shop: {
          public: "shop.example.com",
          canary: "a.example.com",
          prepared: "b.example.com",
          delegated: "c.example.com",
        },
      });
    });

    const refused: [string, Stack, string][] = [
      [
        "outside the zone",
        {
          eu: {
            public: "eu.example.org",
            canary: "a.example.com",
            prepared: "b.example.com",
            delegated: "c.example.com",
          },
        },
        'hosts.others.eu.public is "eu.example.org"',
      ],
      [
        "as another one",
        {
          eu: {
            public: "www.example.com",
            canary: "a.example.com",
            prepared: "b.example.com",
            delegated: "c.example.com",
          },
        },
        'hosts.others.eu.public is "www.example.com"',
      ],
      [
        "in the zone of another one's weighted records",
        { eu: { public: "eu.example.com", canary: "a.rollout.www.example.com" } },
        "hosts.others.eu.canary is hosts.delegated, or inside that, where the weighted records are",
      ],
      [
        "with the same zone",
        { eu: { public: "eu.example.com", delegated: "eu.rollout.www.example.com" } },
        "hosts.others.eu.delegated is hosts.delegated, or inside that",
      ],
    ];
    for (const [what, hosts, message] of refused) {
      it(`are refused ${what}`, () => {
        assert.deepEqual(problems(others(hosts)), [message]);
      });
    }

    it("are called by a word that resources can be called by", () => {
      for (const name of ["EU", "1st", "a.b", "x".repeat(21)])
        assert.equal(problems(others({ [name]: { public: "eu.example.com" } })).length, 1, name);
    });

    it("are not where DNS points a host", () => {
      const config = { ...others({ eu: { public: "eu.example.com" } }) };
      for (const [target, text] of [
        [
          "canary.eu.example.com",
          "vercel.target is hosts.others.eu.prepared: a host would lead to itself",
        ],
        [
          "rollout.eu.example.com",
          "vercel.target is where the weighted records are, which lead to it: a loop",
        ],
      ])
        assert.deepEqual(problems(changed(config, { "vercel.target": target })), [text]);
    });
  });

  it("are no two the same", () => {
    assert.deepEqual(
      faults(
        production({ "hosts.canary": "www.example.com", "hosts.prepared": "www.example.com" }),
      ).map(({ key, allowed }) => [key, allowed]),
      [
        ["hosts.canary", "another host than hosts.public"],
        ["hosts.prepared", "another host than hosts.canary"],
      ],
    );
  });
});

describe("Where DNS points a host", () => {
  const loops: [target: string, result: string][] = [
    ["www.example.com", "is hosts.public: a host would lead to itself"],
    ["canary-origin.example.com", "is hosts.canary: a host would lead to itself"],
    ["canary.example.com", "is hosts.prepared: a host would lead to itself"],
    ["www.rollout.www.example.com", "is where the weighted records are, which lead to it: a loop"],
    ["rollout.www.example.com", "is where the weighted records are, which lead to it: a loop"],
    ["d111111abcdef8.cloudfront.net", "is CloudFront, which requests from Vercel: a loop"],
  ];
  for (const [target, message] of loops) {
    it(`is not ${target}`, () => {
      assert.deepEqual(faults(production({ "vercel.target": target })), [
        {
          key: "vercel.target",
          problem: message,
          allowed: "a name that leads to Vercel alone",
          example: ["canary:vercel:", "  target: cname.vercel-dns.com"],
        },
      ]);
    });
  }

  it("is not staging's host", () => {
    assert.deepEqual(problems(staging({ "vercel.target": "staging.example.com" })), [
      "vercel.target is host: a host would lead to itself",
    ]);
    parse(staging({ "vercel.target": "www.example.com" }));
  });

  it("may be a name of one's own", () => {
    for (const target of [
      "vercel-target.example.com",
      // Another app's.
      "www.rollout.example.com",
      "xcloudfront.net",
    ]) {
      parse(production({ "vercel.target": target }));
    }
  });
});
