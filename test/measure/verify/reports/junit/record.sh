#!/bin/sh
# Makes the reports beside this file anew, with the tools that write them, at the versions below: run by
# hand, once a version here is changed. It takes npm, pip, Go and Maven, and a temporary folder.
# In what the tools wrote, the machine's name and that folder's path are replaced, and nothing else.
#
# Of each tool: `well` is a run in which all passes; `mixed` has what the tool can say of a test beside
# that (failed, skipped, to do, expected to fail, flaky, a colour in a name); `broken` a suite that could
# not begin, or an error outside of its tests.
set -eu

MOCHA=12.0.3 OLDER_MOCHA=11.8.0 MOCHA_JUNIT=2.2.1 VITEST=5.1.2 JEST=30.5.2 JEST_JUNIT=17.0.0 PLAYWRIGHT=1.65.1
PYTEST=9.2.0 RERUNS=16.7 GOTESTSUM=1.13.0 SUREFIRE=3.6.1 JUPITER=5.14.4

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'code=$?; if [ $code != 0 ]; then tail -n 20 "$work/log" >&2; fi; rm -rf "$work"' EXIT

# keep REPORT NAME: put a report beside this file.
keep() {
  sed -e "s|$work|/work|g" -e "s|$(hostname)|host|g" "$1" >"$here/$2.xml"
}
# Runs a command that may fail, as a run of tests with a failure does.
try() { "$@" >>"$work/log" 2>&1 || true; }

mkdir "$work/js" && cd "$work/js"
echo '{"type":"module"}' >package.json
npm install --silent --no-audit --no-fund "mocha@$MOCHA" \
  "vitest@$VITEST" "jest@$JEST" "jest-junit@$JEST_JUNIT" "@playwright/test@$PLAYWRIGHT" >>"$work/log"
# This one extends Mocha's own reporter as Mocha 11 and older have it.
mkdir "$work/older" && npm install --silent --no-audit --no-fund --prefix "$work/older" \
  "mocha@$OLDER_MOCHA" "mocha-junit-reporter@$MOCHA_JUNIT" >>"$work/log"
export PATH="$work/js/node_modules/.bin:$PATH"

# node:test, of the Node that is first on the PATH: .tools/bin has this program's.
mkdir node && cd node
cat >well.mjs <<'JS'
import { describe, it } from "node:test";
describe("cart", () => {
  it("adds", () => {});
  describe("when empty", () => it("shows \u001b[32mgreen\u001b[0m", () => {}));
});
JS
cat >todo.mjs <<'JS'
import { describe, it } from "node:test";
describe("cart", () => {
  it("adds", () => {});
  it("pays later", { todo: true });
  it("will work", { todo: "next week" }, () => { throw new Error("not yet"); });
  describe("later", () => it("may work", { todo: true }, () => { throw new Error("not yet"); }));
  it("is skipped", { skip: true }, () => {});
});
JS
cat >mixed.mjs <<'JS'
import { describe, it } from "node:test";
describe("cart", () => {
  it("adds", () => {});
  it("fails", () => { throw new Error("no"); });
  it("ends late", { timeout: 5 }, (t) => new Promise(() => setTimeout(() => {}, 50)));
  it("is skipped", { skip: true }, () => {});
});
JS
cat >broken.mjs <<'JS'
import { before, describe, it } from "node:test";
describe("cart", () => {
  before(() => { throw new Error("no database"); });
  it("adds", () => {});
});
JS
cat >parent.mjs <<'JS'
import { test } from "node:test";
test("cart", async (t) => {
  await t.test("adds", () => {});
  throw new Error("no");
});
JS
for one in well todo mixed parent broken; do
  try node --test --test-reporter=junit --test-reporter-destination=$one.xml $one.mjs
  keep $one.xml node-$one
done
cd ..

mkdir mocha && cd mocha
cat >well.cjs <<'JS'
describe("cart", () => {
  it("adds", () => {});
  describe("when empty", () => it("shows \u001b[32mgreen\u001b[0m", () => {}));
});
JS
cat >mixed.cjs <<'JS'
describe("cart", () => {
  it("adds", () => {});
  it("fails", () => { throw new Error("no"); });
  it("is to do");
  it.skip("is skipped", () => {});
});
JS
cat >skipped.cjs <<'JS'
describe("cart", () => {
  it("adds", () => {});
  it("is to do");
  it.skip("is skipped", () => {});
});
JS
cat >broken.cjs <<'JS'
describe("cart", () => {
  before(() => { throw new Error("no database"); });
  it("adds", () => {});
});
JS
for one in well mixed skipped broken; do
  try mocha --reporter xunit --reporter-option output=$one.xml $one.cjs
  keep $one.xml mocha-xunit-$one
  try env MOCHA_FILE=$one-junit.xml "$work/older/node_modules/.bin/mocha" \
    --reporter "$work/older/node_modules/mocha-junit-reporter" $one.cjs
  keep $one-junit.xml mocha-junit-reporter-$one
done
cd ..

mkdir vitest && cd vitest
sed 's|node:test|vitest|' ../node/well.mjs >well.test.mjs
cat >mixed.test.mjs <<'JS'
import { describe, expect, it } from "vitest";
let tries = 0;
describe("cart", () => {
  it("adds", () => {});
  it("fails", () => { throw new Error("no \u001b[31mred\u001b[0m"); });
  it("works at last", { retry: 2 }, () => expect(++tries).toBe(2));
  it.fails("is known to fail", () => { throw new Error("known"); });
  it.todo("is to do");
  it.skip("is skipped", () => {});
});
JS
cat >broken.test.mjs <<'JS'
throw new Error("no database");
JS
for one in well mixed broken; do
  try vitest run --reporter=junit --outputFile=$one.xml $one.test.mjs
  keep $one.xml vitest-$one
done
cd ..

mkdir jest && cd jest
echo '{"jest":{"testMatch":["<rootDir>/*.test.cjs"],"moduleFileExtensions":["cjs","js"]}}' >package.json
cat >well.test.cjs <<'JS'
describe("cart", () => {
  it("adds", () => {});
  describe("when empty", () => { it("shows \u001b[32mgreen\u001b[0m", () => {}); });
});
JS
cat >mixed.test.cjs <<'JS'
let tries = 0;
jest.retryTimes(2);
describe("cart", () => {
  it("adds", () => {});
  it("fails", () => { throw new Error("no"); });
  it("works at last", () => { expect(++tries).toBe(2); });
  it.failing("is known to fail", () => { throw new Error("known"); });
  it.todo("is to do");
  it.skip("is skipped", () => {});
});
JS
cat >todo.test.cjs <<'JS'
it("adds", () => {});
it.todo("is to do");
JS
echo 'throw new Error("no database");' >broken.test.cjs
for one in well mixed todo broken; do
  try env JEST_JUNIT_OUTPUT_FILE=$one.xml jest $one.test.cjs --reporters=jest-junit
  keep $one.xml jest-$one
done
try env JEST_JUNIT_REPORT_TEST_SUITE_ERRORS=true JEST_JUNIT_OUTPUT_FILE=told.xml \
  jest broken.test.cjs --reporters=jest-junit
keep told.xml jest-broken-reported
cd ..

mkdir playwright && cd playwright
cat >well.spec.mjs <<'JS'
import { test } from "@playwright/test";
test.describe("cart", () => {
  test("adds", () => {});
  test("shows \u001b[32mgreen\u001b[0m", () => { console.log("\u001b[32mready\u001b[0m"); });
});
JS
cat >mixed.spec.mjs <<'JS'
import { expect, test } from "@playwright/test";
test("adds", () => {});
test("fails", () => { expect(1).toBe(2); });
test("works at last", ({}, info) => { expect(info.retry).toBe(1); });
test("is known to fail", () => { test.fail(); expect(1).toBe(2); });
test.fixme("is to do", () => {});
test.skip("is skipped", () => {});
test("ends late", async () => { test.setTimeout(50); await new Promise((done) => setTimeout(done, 500)); });
JS
cat >flaky.spec.mjs <<'JS'
import { expect, test } from "@playwright/test";
test("works at last", ({}, info) => { expect(info.retry).toBe(1); });
JS
cat >broken.spec.mjs <<'JS'
import { test } from "@playwright/test";
test.beforeAll(() => { throw new Error("no database"); });
test("adds", () => {});
test("pays", () => {});
JS
for one in well mixed broken; do
  try env PLAYWRIGHT_JUNIT_OUTPUT_FILE=$one.xml playwright test --retries=1 --reporter=junit $one.spec.mjs
  keep $one.xml playwright-$one
done
cat >retries.config.mjs <<'JS'
export default { retries: 1, reporter: [["junit", { includeRetries: true, outputFile: "flaky.xml" }]] };
JS
try playwright test --config retries.config.mjs flaky.spec.mjs
keep flaky.xml playwright-flaky
# The number of failures after which it stops: the rest is not run.
try env PLAYWRIGHT_JUNIT_OUTPUT_FILE=stopped.xml playwright test --max-failures=1 --workers=1 --reporter=junit mixed.spec.mjs
keep stopped.xml playwright-stopped
cd ..

mkdir "$work/py" && cd "$work/py"
python3 -m venv venv >>"$work/log"
venv/bin/pip install --quiet "pytest==$PYTEST" "pytest-rerunfailures==$RERUNS" >>"$work/log" 2>&1
cat >well.py <<'PY'
import pytest
def test_adds(): print("\x1b[32mready\x1b[0m")
@pytest.mark.parametrize("colour", ["\x1b[32mgreen\x1b[0m"])
def test_shows(colour): pass
PY
cat >xfail.py <<'PY'
import pytest
def test_adds(): pass
@pytest.mark.xfail(reason="known")
def test_known(): assert False
PY
cat >mixed.py <<'PY'
import pytest
tries = 0
def test_adds(): pass
def test_fails(): assert 1 == 2
@pytest.mark.flaky(reruns=2)
def test_works_at_last():
    global tries
    tries += 1
    assert tries == 2
@pytest.mark.xfail(strict=True)
def test_unexpected_pass(): pass
@pytest.mark.skip(reason="later")
def test_skipped(): pass
PY
cat >subtests.py <<'PY'
def test_all(subtests):
    for each in range(3):
        with subtests.test(each=each): pass
def test_adds(): pass
PY
cat >teardown.py <<'PY'
import pytest
@pytest.fixture
def database():
    yield
    raise RuntimeError("no database")
def test_adds(database): pass
PY
echo 'raise RuntimeError("no database")' >broken.py
for one in well xfail mixed subtests teardown broken; do
  try venv/bin/pytest -p no:cacheprovider --junitxml=$one.xml $one.py
  keep $one.xml pytest-$one
done

mkdir "$work/go" "$work/go/cart" "$work/go/broken" "$work/go/none" && cd "$work/go"
GOBIN=$work/bin go install "gotest.tools/gotestsum@v$GOTESTSUM" >>"$work/log" 2>&1
printf 'module example.com/shop\n\ngo 1.24\n' >go.mod
echo 'package none' >none/none.go
cat >cart/cart_test.go <<'GO'
package cart

import "testing"

func TestAdds(t *testing.T) { t.Run("\x1b[32mgreen\x1b[0m", func(t *testing.T) {}) }
GO
try "$work/bin/gotestsum" --junitfile well.xml ./cart ./none
keep well.xml gotestsum-well
cat >cart/cart_test.go <<'GO'
package cart

import (
	"os"
	"testing"
)

func TestAdds(t *testing.T)    {}
func TestFails(t *testing.T)   { t.Run("sub", func(t *testing.T) { t.Fatal("no") }) }
func TestSkipped(t *testing.T) { t.Skip("later") }
func TestAtLast(t *testing.T) {
	if _, err := os.Stat("tried"); err != nil {
		os.WriteFile("tried", nil, 0o644)
		t.Fatal("not yet")
	}
}
GO
try "$work/bin/gotestsum" --rerun-fails --packages ./cart --junitfile mixed.xml
keep mixed.xml gotestsum-mixed
cat >cart/cart_test.go <<'GO'
package cart

import (
	"os"
	"testing"
)

func TestAtLast(t *testing.T) {
	if _, err := os.Stat("again"); err != nil {
		os.WriteFile("again", nil, 0o644)
		t.Fatal("not yet")
	}
}
GO
try "$work/bin/gotestsum" --rerun-fails --packages ./cart --junitfile rerun.xml
keep rerun.xml gotestsum-rerun
cat >broken/broken_test.go <<'GO'
package broken

import "testing"

func TestAdds(t *testing.T) { missing() }
GO
try "$work/bin/gotestsum" --junitfile broken.xml ./broken
keep broken.xml gotestsum-broken
cat >broken/broken_test.go <<'GO'
package broken

import (
	"os"
	"testing"
)

func TestAdds(t *testing.T) { os.Exit(3) }
GO
try "$work/bin/gotestsum" --junitfile gone.xml ./broken
keep gone.xml gotestsum-gone

mkdir -p "$work/java/src/test/java" && cd "$work/java"
cat >pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>shop</artifactId><version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source><maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
      <version>$JUPITER</version><scope>test</scope>
    </dependency>
  </dependencies>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-surefire-plugin</artifactId>
    <version>$SUREFIRE</version>
    <configuration><rerunFailingTestsCount>1</rerunFailingTestsCount><testFailureIgnore>true</testFailureIgnore></configuration>
  </plugin></plugins></build>
</project>
POM
cat >src/test/java/WellTest.java <<'JAVA'
import org.junit.jupiter.api.*;
class WellTest {
  @Test void adds() { System.out.println("\u001b[32mready\u001b[0m"); }
  @Nested class WhenEmpty { @Test void shows() {} }
}
JAVA
cat >src/test/java/MixedTest.java <<'JAVA'
import org.junit.jupiter.api.*;
class MixedTest {
  static int tries = 0;
  @Test void adds() {}
  @Test void fails() { Assertions.fail("no"); }
  @Test void errs() { throw new IllegalStateException("no"); }
  @Test void worksAtLast() { Assertions.assertEquals(2, ++tries); }
  @Disabled("later") @Test void disabled() {}
  @Test void assumes() { Assumptions.assumeTrue(false, "not here"); }
}
JAVA
cat >src/test/java/FlakyTest.java <<'JAVA'
import org.junit.jupiter.api.*;
class FlakyTest {
  static int tries = 0;
  @Test void adds() {}
  @Test void worksAtLast() { Assertions.assertEquals(2, ++tries); }
}
JAVA
cat >src/test/java/BrokenTest.java <<'JAVA'
import org.junit.jupiter.api.*;
class BrokenTest {
  @BeforeAll static void begins() { throw new IllegalStateException("no database"); }
  @Test void adds() {}
}
JAVA
try mvn --batch-mode --quiet -Dmaven.repo.local="$work/m2" test
# The properties of the machine, which the report lists, are left out.
for one in Well Mixed Flaky Broken; do
  report=target/surefire-reports/TEST-${one}Test.xml
  sed -i '/<properties>/,/<\/properties>/d' $report
  keep $report surefire-$(echo $one | tr A-Z a-z)
done
