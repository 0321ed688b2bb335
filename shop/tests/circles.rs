//! No module depends on a module that depends on it, directly or indirectly: computed
//! from the `use` lines of every crate here that has more than one file.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Item, UseTree, Visibility};

/// `["api", "cart"]` for `src/api/cart.rs`, `["api"]` for `src/api/mod.rs`.
type Module = Vec<String>;
type Graph = BTreeMap<Module, BTreeSet<Module>>;

const CRATES: [&str; 9] = [
    "shop",
    "assets",
    "book",
    "exercises",
    "exercises/check",
    "exercises/language",
    "steps/listen",
    "steps/recording",
    "steps/transcript",
];

#[test]
fn no_modules_depend_on_each_other_in_a_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for name in CRATES {
        let files = modules_of(&root.join(name).join("src"));
        let graph = graph_of(&files);
        let deepest = graph.keys().map(Vec::len).max().unwrap_or(0);
        // At every level: folders first, then the files in them.
        for depth in 1..=deepest {
            let graph = seen_from(&graph, depth);
            if let Some(circle) = circle_in(&graph) {
                let circle: Vec<String> =
                    circle.iter().map(|module| module.join("::")).collect();
                panic!("{name}: {}", circle.join(" → "));
            }
        }
    }
}

#[test]
fn a_circle_would_be_found() {
    let module = |name: &str| name.split("::").map(str::to_owned).collect::<Module>();
    let graph = |edges: &[(&str, &str)]| -> Graph {
        let mut graph = Graph::new();
        for (from, to) in edges {
            graph.entry(module(from)).or_default().insert(module(to));
        }
        graph
    };
    let files = graph(&[("a", "b"), ("b", "c"), ("c", "a")]);
    assert!(circle_in(&files).is_some());
    let folders = graph(&[("api::one", "shop"), ("shop", "api::two")]);
    assert_eq!(circle_in(&folders), None);
    assert!(circle_in(&seen_from(&folders, 1)).is_some());
}

#[test]
fn the_known_dependencies_of_the_shops_modules_are_found() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let graph = seen_from(&graph_of(&modules_of(&src)), 1);
    let needs = |name: &str| -> Vec<String> {
        let needed = graph.get(&vec![name.to_owned()]).into_iter().flatten();
        needed.map(|module| module.join("::")).collect()
    };
    assert_eq!(needs("rule"), [""; 0]);
    assert_eq!(needs("measures"), [""; 0]);
    assert_eq!(needs("refusal"), ["measures"]);
    assert_eq!(needs("values"), ["rule"]);
    assert_eq!(needs("store"), ["values"]);
    assert_eq!(
        needs("order"),
        ["reading", "refusal", "rule", "store", "values"]
    );
    assert!(!needs("api").contains(&"realtime".to_owned()));
    assert!(!needs("realtime").contains(&"api".to_owned()));
}

fn modules_of(src: &Path) -> BTreeMap<Module, syn::File> {
    let mut found = BTreeMap::new();
    let mut folders = vec![src.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let file = syn::parse_file(&text).unwrap();
                found.insert(module_at(path.strip_prefix(src).unwrap()), file);
            }
        }
    }
    found
}

fn module_at(file: &Path) -> Module {
    let path: PathBuf = match file.file_name().unwrap().to_str() {
        Some("mod.rs" | "lib.rs") => file.parent().unwrap().to_owned(),
        _ => file.with_extension(""),
    };
    let names = path.components();
    names
        .map(|name| name.as_os_str().to_str().unwrap().to_owned())
        .collect()
}

fn graph_of(files: &BTreeMap<Module, syn::File>) -> Graph {
    let mut graph = Graph::new();
    for (module, file) in files {
        let needed = graph.entry(module.clone()).or_default();
        for path in used(file, false) {
            let target =
                absolute(module, &path, files).and_then(|path| owner(&path, files));
            needed.extend(target.filter(|target| target != module));
        }
    }
    graph
}

/// The paths in a file's `use` lines: either what it re-exports or what it needs itself.
fn used(file: &syn::File, exported: bool) -> Vec<Module> {
    let mut paths = Vec::new();
    for item in &file.items {
        if let Item::Use(item) = item
            && exported == !matches!(item.vis, Visibility::Inherited)
        {
            flatten(&item.tree, &mut Vec::new(), &mut paths);
        }
    }
    paths
}

fn flatten(tree: &UseTree, before: &mut Module, paths: &mut Vec<Module>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, paths);
            before.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, before, paths);
            }
        }
        UseTree::Name(name) => {
            let last = name.ident.to_string();
            paths.push(before.iter().cloned().chain([last]).collect());
        }
        UseTree::Rename(rename) => {
            let last = rename.ident.to_string();
            paths.push(before.iter().cloned().chain([last]).collect());
        }
        UseTree::Glob(_) => paths.push(before.clone()),
    }
}

/// Resolved from the crate's root; `None` for other crates.
fn absolute(
    module: &Module,
    path: &Module,
    files: &BTreeMap<Module, syn::File>,
) -> Option<Module> {
    let ups = path.iter().take_while(|name| *name == "super").count();
    let (start, rest) = match path.first()?.as_str() {
        "crate" => (Vec::new(), &path[1..]),
        "self" => (module.clone(), &path[1..]),
        "super" => (module[..module.len() - ups].to_vec(), &path[ups..]),
        // A child module, named in its parent's file.
        _ => (module.clone(), &path[..]),
    };
    let whole: Module = start.iter().chain(rest).cloned().collect();
    let known = path[0] == "crate" || path[0] == "self" || ups > 0;
    let child = whole[..(start.len() + 1).min(whole.len())].to_vec();
    (known || files.contains_key(&child)).then_some(whole)
}

/// The file that defines it, looking through re-exports.
fn owner(path: &Module, files: &BTreeMap<Module, syn::File>) -> Option<Module> {
    let longest = (0..=path.len())
        .rev()
        .find(|n| files.contains_key(&path[..*n]))?;
    let (module, rest) = path.split_at(longest);
    let exports = used(&files[module], true);
    let named = exports
        .iter()
        .find(|export| rest.first().is_some_and(|name| export.last() == Some(name)));
    match named.and_then(|export| absolute(&module.to_vec(), export, files)) {
        Some(export) if export != *path => owner(&export, files),
        _ => Some(module.to_vec()),
    }
}

/// The same graph, with everything below this depth counted as its folder.
fn seen_from(graph: &Graph, depth: usize) -> Graph {
    let short = |module: &Module| module[..module.len().min(depth)].to_vec();
    let mut seen = Graph::new();
    for (from, needed) in graph {
        for to in needed {
            let (from, to) = (short(from), short(to));
            if from != to && !from.is_empty() && !to.is_empty() {
                seen.entry(from).or_default().insert(to);
            }
        }
    }
    seen
}

fn circle_in(graph: &Graph) -> Option<Vec<Module>> {
    fn walk(graph: &Graph, way: &mut Vec<Module>, done: &mut BTreeSet<Module>) -> bool {
        let here = way.last().unwrap().clone();
        for next in graph.get(&here).into_iter().flatten() {
            let seen = way.contains(next);
            way.push(next.clone());
            if seen || (!done.contains(next) && walk(graph, way, done)) {
                return true;
            }
            way.pop();
        }
        done.insert(here);
        false
    }
    let mut done = BTreeSet::new();
    graph.keys().find_map(|start| {
        let mut way = vec![start.clone()];
        walk(graph, &mut way, &mut done).then_some(way)
    })
}
