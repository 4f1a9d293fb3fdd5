package compile

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// directory evaluates a folder of the host. One with versions is a folder with
// a folder for each version in it, and a link to the current one.
func (c *compiler) directory(ps *parts, p *item) {
	a := c.sink(p, onHost)
	owner, group := c.ownership(a)
	where := c.path(p)
	one := plan.Directory{
		Path: where, Owner: owner, Group: group, Mode: a.mode("mode", 0o755),
		Service: p.inst.service.name, Origin: origin(p.block.Range),
	}
	version := c.version(p)
	if version == "" {
		if p.block.Expr("keep") != nil && p.block.Expr("versioned_by") == nil {
			c.fail(a.at("keep"), "Versions without a version", "A directory keeps versions when it has some. Say what they follow, as in versioned_by = var.image, or remove this.")
		}
		ps.directories = append(ps.directories, one)
		return
	}
	keep := a.int("keep", 5)
	if keep < 2 && a.known("keep") {
		c.fail(a.at("keep"), "Too few versions", "A rollback goes back to the version before, so at least 2 are kept, and this says %d.", keep)
	}
	around := one
	around.Owner, around.Group, around.Mode = "root", "root", 0o755
	one.Path = where + "/" + version
	ps.directories = append(ps.directories, around, one)
	ps.links = append(ps.links, &builtLink{p, plan.Link{
		Path: where + "/" + currentVersion, Target: version, Keep: keep,
		Service: p.inst.service.name, Origin: origin(p.block.Range),
	}})
}

// currentVersion is the link to the version of the release that is installed.
const currentVersion = "current"

var notInVersions = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// version is what the folder of this release is called, or "" for a directory
// without versions: the end of what it is versioned by, for people, and a hash
// of all of it.
func (c *compiler) version(p *item) string {
	a := c.arguments(p.scope(c, nowhere), p.block)
	by := a.string("versioned_by", "")
	if by == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(by))
	readable := strings.Trim(notInVersions.ReplaceAllString(path.Base(by), "-"), "-.")
	if len(readable) > 40 {
		readable = readable[len(readable)-40:]
	}
	return strings.TrimLeft(readable+"-", "-.") + hex.EncodeToString(sum[:])[:8]
}

// currentPath is where programs of the host find a directory: with versions,
// the link to the current one.
func (c *compiler) currentPath(p *item) string {
	where := c.path(p)
	if where != "" && p.typ == "directory" && c.version(p) != "" {
		where += "/" + currentVersion
	}
	return where
}

// releasePath is where a release has its own folder of a directory, for what
// mounts it: the link would be followed once, when the container starts, and
// jobs fill a version before it is the current one.
func (c *compiler) releasePath(p *item) string {
	where := c.path(p)
	if version := c.version(p); where != "" && version != "" {
		where += "/" + version
	}
	return where
}
