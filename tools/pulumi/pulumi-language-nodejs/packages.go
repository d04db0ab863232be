package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// manifest is what this host reads of a package.json.
type manifest struct {
	Name                 string            `json:"name"`
	Version              string            `json:"version"`
	Dependencies         map[string]string `json:"dependencies"`
	OptionalDependencies map[string]string `json:"optionalDependencies"`
	PeerDependencies     map[string]string `json:"peerDependencies"`
	Pulumi               struct {
		Resource bool   `json:"resource"`
		Name     string `json:"name"`
		Version  string `json:"version"`
		Server   string `json:"server"`
	} `json:"pulumi"`
}

// GetRequiredPackages names the provider plugin of each Pulumi package that the program's
// package.json leads to. The engine installs what is missing; a provider that it is attached to
// (PULUMI_DEBUG_PROVIDERS) counts as there. Packages that merely lie in node_modules are not named:
// nothing should be downloaded for what the program does not ask for.
func (h *host) GetRequiredPackages(
	_ context.Context, req *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	var packages []*pulumirpc.PackageDependency
	for _, m := range installed(req.Info.ProgramDirectory, true) {
		if m.Pulumi.Resource {
			packages = append(packages, &pulumirpc.PackageDependency{
				Name:    m.pluginName(),
				Kind:    "resource",
				Version: first(m.Pulumi.Version, m.Version),
				Server:  m.Pulumi.Server,
			})
		}
	}
	return &pulumirpc.GetRequiredPackagesResponse{Packages: packages}, nil
}

// GetProgramDependencies lists the npm packages of a program, for `pulumi about`.
func (h *host) GetProgramDependencies(
	_ context.Context, req *pulumirpc.GetProgramDependenciesRequest,
) (*pulumirpc.GetProgramDependenciesResponse, error) {
	var dependencies []*pulumirpc.DependencyInfo
	for _, m := range installed(req.Info.ProgramDirectory, req.TransitiveDependencies) {
		dependencies = append(dependencies, &pulumirpc.DependencyInfo{Name: m.Name, Version: m.Version})
	}
	return &pulumirpc.GetProgramDependenciesResponse{Dependencies: dependencies}, nil
}

// installed reads the packages that a program's nearest package.json names, as they are installed;
// with deep, the packages that those name too, each once. What is not installed is left out: an
// optional or peer dependency need not be, and the program itself says best what it misses.
func installed(program string, deep bool) []manifest {
	root, ok := findUp(program, "package.json")
	if !ok {
		return nil
	}
	var found []manifest
	seen := map[string]bool{}
	for waiting := []string{root}; len(waiting) > 0; waiting = waiting[1:] {
		m, err := readManifest(waiting[0])
		if err != nil {
			continue
		}
		if waiting[0] != root {
			found = append(found, m)
			if !deep {
				continue
			}
		}
		for _, name := range m.dependencies() {
			path, ok := findUp(filepath.Dir(waiting[0]), "node_modules", name, "package.json")
			if !ok {
				continue
			}
			// Packages depend on those beside where they really are, not where a link to them is.
			path, err := filepath.EvalSymlinks(path)
			if err == nil && !seen[path] {
				seen[path] = true
				waiting = append(waiting, path)
			}
		}
	}
	return found
}

func readManifest(path string) (manifest, error) {
	var m manifest
	text, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	return m, err
}

// dependencies are the names of all packages that this one asks for at run time, in order.
func (m manifest) dependencies() []string {
	var names []string
	for _, group := range []map[string]string{m.Dependencies, m.OptionalDependencies, m.PeerDependencies} {
		for name := range group {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// pluginName is what the package says, or else its npm name without Pulumi's own scope: other
// scopes belong to the name.
func (m manifest) pluginName() string {
	return first(m.Pulumi.Name, strings.TrimPrefix(strings.TrimPrefix(m.Name, "@pulumi/"), "@"))
}

// first is the first text that is not empty.
func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
